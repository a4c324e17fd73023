// Names for measuring what the house list's keys miss and whom they accuse: common ones of Mexico, Spain and the United
// States, the most common first, drawn as often as Zipf's law says.

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

export const SPANISH_GIVEN = words(`
  María José Juan Guadalupe Luis Francisco Carlos Jesús Miguel Juana Antonio Alejandro Margarita Manuel Pedro Ana Jorge
  Roberto Fernando Daniel Ricardo Eduardo Javier Rafael Martín Raúl David Sergio Verónica Patricia Leticia Rosa
  Gabriela Alejandra Elizabeth Adriana Yolanda Diana Sofía Valentina Ximena Fernanda Andrea Camila Renata Regina
  Santiago Mateo Sebastián Leonardo Emiliano Diego Iván Óscar Héctor Arturo Enrique Armando Alfredo Gerardo Mónica
  Claudia Karla Paola Daniela Mariana Natalia Lucía Carmen Dolores Pilar Teresa Cristina Laura Marta Raquel Silvia
  Beatriz Irene Nuria Yesenia Itzel Zulema Joaquín Gonzalo Rodrigo Hugo Álvaro Adrián Pablo Mario Julio Julia Josué`)

export const SPANISH_FAMILY = words(`
  Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores Gómez Morales Vázquez Reyes
  Jiménez Torres Díaz Gutiérrez Ruiz Mendoza Aguilar Ortiz Moreno Castillo Romero Álvarez Méndez Chávez Rivera Juárez
  Ramos Domínguez Herrera Medina Castro Vargas Guzmán Velázquez Muñoz Rojas Contreras Salazar Luna Ortega Santiago
  Guerrero Estrada Bautista Cortés Soto Alvarado Espinoza Lara Ávila Ríos Cervantes Silva Delgado Vega Márquez
  Sandoval Fernández León Carrillo Valdez Núñez Peña Cabrera Mejía Campos Santos Navarro Molina Ibarra Acosta Rosas
  Solís Padilla Fuentes Trejo Robles Serrano Zamora Escobar Leyva Villarreal Quiroz Zavala Becerra Ochoa Lozano`)

export const ENGLISH_GIVEN = words(`
  James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
  Thomas Sarah Christopher Karen Charles Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley
  Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah
  Timothy Stephanie Ronald Rebecca Jason Laura Edward Sharon Jeffrey Cynthia Ryan Kathleen Jacob Amy Gary Angela
  Nicholas Shirley Eric Anna Jonathan Brenda Stephen Pamela Larry Emma Justin Nicole Scott Helen Brandon Samantha
  Benjamin Katherine Samuel Christine Tyler Kelly Aaron Rachel Sean Megan Shawn Hannah Kyle Olivia Jordan Sophia`)

export const ENGLISH_FAMILY = words(`
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
  Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young
  Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter
  Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers
  Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez
  Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster O'Neill`)
