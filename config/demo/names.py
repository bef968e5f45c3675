"""Names as a register in Liverpool might have them. Nobody here exists."""

GIRLS = (
    "Aaliyah Abigail Aisha Alice Amara Amelia Amina Anya Aoife Ava Beatrice Bethany Caitlin Carys "
    "Charlotte Chidinma Chloe Daisy Eleanor Elif Elsie Emily Erin Esme Eva Evie Farah Fatima Florence "
    "Freya Grace Hana Hannah Harriet Holly Imogen Iris Isla Ivy Jasmine Jessica Keira Khadija Layla Leah "
    "Lily Lola Lucy Maisie Martha Maryam Matilda Maya Megan Mia Millie Molly Nadia Naomi Niamh Noor "
    "Olivia Orla Phoebe Poppy Priya Rania Rosie Ruby Saoirse Sara Scarlett Siân Sienna Sofia Sophie "
    "Summer Tahlia Thea Violet Willow Yasmin Zahra Zainab Zoë Zuzanna"
).split()
BOYS = (
    "Aaron Abdullah Adam Aidan Albert Alexander Alfie Amir Archie Arjun Arthur Ashton Benjamin Blake "
    "Caleb Callum Charlie Connor Daniel Dexter Dylan Edward Elijah Emeka Ethan Ezra Finley Finn Frankie "
    "Freddie Gabriel George Hamza Harley Harrison Harry Harvey Henry Hugo Ibrahim Isaac Jack Jacob Jake "
    "James Jayden Joseph Joshua Jude Kai Kofi Kwame Leo Lewis Liam Logan Louis Luca Lucas Luke Malik "
    "Mason Mateusz Max Michael Mohammed Musa Nathan Noah Oliver Omar Oscar Owen Patrick Rafael Reuben "
    "Rhys Riley Ronnie Rory Ryan Samuel Seán Sebastian Stanley Tariq Theo Thomas Toby Tomasz Tyler "
    "William Yusuf Zachary Zakariya"
).split()
SURNAMES = (
    "Abara Abdi Adeyemi Ahmed Akhtar Ali Allen Andrews Armstrong Ashton Bailey Baker Barnes Bell Bennett "
    "Bibi Bourne Boyle Bradley Brady Brennan Brown Burke Byrne Campbell Carter Chan Chapman Chaudhry "
    "Clarke Cole Collins Cooper Cox Cunningham Davies Dean Diallo Dixon Doherty Doyle Duffy Edwards Ellis "
    "Evans Fagan Farrell Fitzgerald Fletcher Foster Fraser Gallagher Garcia Gibson Gill Goodwin Graham "
    "Grant Gray Green Griffiths Hall Hamilton Harding Harris Harrison Hassan Henry Hill Holmes Howard "
    "Hughes Hussain Ibrahim Iqbal Jackson James Jenkins Johnson Jones Joseph Kaur Kavanagh Kelly Kennedy "
    "Khan King Kowalski Lee Lewis Lloyd Lynch Mahmood Marsh Martin Mason Matthews McCarthy McDonald "
    "McGrath Mensah Miller Mohamed Moore Morgan Morris Murphy Murray Mwangi Nkosi Nowak Nwosu Obi Okafor "
    "Okonkwo Osei Owen Owusu Parker Patel Pearson Perera Phillips Powell Price Quinn Rahman Reid Reilly "
    "Richards Roberts Robinson Rogers Rose Roy Russell Ryan Saunders Scott Sesay Shah Shaw Sheridan "
    "Simmons Singh Smith Spencer Stewart Sullivan Taylor Tetteh Thomas Thompson Turner Walker Wallace "
    "Walsh Ward Watson Webb White Williams Wilson Wood Woźniak Wright Yilmaz Young Zhang"
).split()
# Registers hold these too, and pages must bear them.
UNUSUAL = [
    ("Oluwaseyifunmi", "Adebayo-Fitzwilliam-Montgomery"),
    ("D’Arcy", "O’Shaughnessy"),
    ("Nguyễn", "Trần"),
    ("Anne-Marie", "van der Westhuizen"),
    ("Łucja", "Świątek"),
    ("Bo", "Li"),
]
